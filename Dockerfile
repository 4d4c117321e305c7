FROM python:3.11-slim

# PyTorch's CPU build is a tenth of the size of the default one; its install page gives the address of that index.
ARG TORCH_INDEX_URL=""
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir ${TORCH_INDEX_URL:+--index-url "$TORCH_INDEX_URL"} torch==2.13.0 \
    && pip install --no-cache-dir --requirement requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY index ./index
COPY bot ./bot
RUN pip install --no-cache-dir --no-deps . \
    && useradd --create-home --uid 10001 serai \
    && mkdir -p /data /corpus && chown serai:serai /data /corpus

USER serai
ENV SERAI_CORPUS=/corpus SERAI_INDEX=/data/index SERAI_DATABASE_URL=sqlite:////data/serai.db \
    SERAI_GOLD=/data/gold.jsonl SERAI_HEALTH_PORT=9464
CMD ["python", "-m", "bot", "serve"]
