"""What a provider's client raises becomes an error of ours; of what the provider wrote nothing is passed on.

A provider's message may hold a part of the key, so our sentences are our own.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import (
    BusyError,
    ChatModelError,
    DeclinedError,
    KeyRefusedError,
    LateError,
    OverlongError,
    QuotaError,
    UnknownModelError,
    UnreachableError,
)

_BY_STATUS: dict[int, type[ChatModelError]] = {
    401: KeyRefusedError, 402: QuotaError, 403: KeyRefusedError, 404: UnknownModelError, 408: LateError,
    413: OverlongError, 429: BusyError,
}  # fmt: skip
_BY_NAME: dict[str, type[ChatModelError]] = {
    "ContextOverflowError": OverlongError, "ModelAuthenticationError": KeyRefusedError,
    "ModelPermissionDeniedError": KeyRefusedError, "ModelNotFoundError": UnknownModelError,
    "ModelTimeoutError": LateError, "TimeoutException": LateError, "TimeoutError": LateError,
    "OpenAIRefusalError": DeclinedError, "ContentFilterFinishReasonError": DeclinedError,
    "ContentFilteredError": DeclinedError,
}  # fmt: skip
_SENTENCES: dict[type[ChatModelError], str] = {
    KeyRefusedError: "The model {name} does not accept the key; see SERAI_CHAT_KEY.",
    QuotaError: "The quota of the model {name} is used up.",
    UnknownModelError: "The server has no model {name}; see SERAI_CHAT_MODEL and SERAI_CHAT_URL.",
    LateError: "The model {name} did not answer in time.",
    OverlongError: "The prompt is too long for the model {name}; lower SERAI_CHAT_CONTEXT.",
    BusyError: "The model {name} is too busy.",
    DeclinedError: "The model {name} declined to answer.",
    UnreachableError: "The model {name} could not be reached.",
}
_WORN_OUT = ("insufficient_quota", "billing", "credit balance", "exceeded your current quota")
_TOO_LONG = ("context_length", "context length", "maximum context", "too long", "too many tokens", "context window")
_BAD_REQUESTS = {400, 404, 422, 501}


def ours(error: BaseException, name: str) -> ChatModelError:
    """Return the error of ours that *error* of a client means, with a sentence for people."""
    if isinstance(error, ChatModelError):
        return error
    kind = _kind(error)
    return kind(_SENTENCES[kind].format(name=name))


def unusable(error: BaseException) -> bool:
    """Return whether the server may have refused only the form of our request, not the question."""
    if isinstance(error, ChatModelError):
        return False
    return _status(error) in _BAD_REQUESTS and _kind(error) is UnreachableError


def _kind(error: BaseException) -> type[ChatModelError]:
    said = f"{error} {getattr(error, 'code', '')}".casefold()
    names = [one.__name__ for one in type(error).__mro__]
    status = _status(error)
    if any(words in said for words in _WORN_OUT):
        return QuotaError
    if status == 400 and any(words in said for words in _TOO_LONG):
        return OverlongError
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return next((_BY_NAME[name] for name in names if name in _BY_NAME), UnreachableError)


def _status(error: BaseException) -> int | None:
    for one in _chain(error):
        response = getattr(one, "response", None)
        for value in (getattr(at, name, None) for at in (one, response) for name in ("status_code", "code")):
            if isinstance(value, int) and 400 <= value < 600:
                return value
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield *error* and what it was raised from."""
    one: BaseException | None = error
    for _ in range(5):
        if one is None:
            return
        yield one
        one = one.__cause__
