"""The reader is trained: folders of texts and questions come in, `reader.safetensors` goes out (`make reader`).

Nothing that searches or answers imports it.
"""
