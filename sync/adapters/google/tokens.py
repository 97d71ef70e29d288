"""Asking for a token: google-auth takes whatever is answered for one."""

import json
from typing import Any
from urllib.parse import urlsplit

from google.auth.transport import Response
from google.auth.transport.requests import Request
from pydantic import ValidationError

from sync.adapters.google.failures import StrangeToken
from sync.adapters.google.shapes import Token


class TokenRequest(Request):
    """Carries google-auth's own requests, and looks at what comes back."""

    def __call__(
        self,
        url: str,
        method: str = "GET",
        *args: Any,  # noqa: ANN401  what google-auth gives
        **kwargs: Any,  # noqa: ANN401
    ) -> Response:
        """Ask, and give an answer that is a token, or says why there is none.

        Raises:
            StrangeToken: it is neither.
        """
        answer: Response = super().__call__(url, method, *args, **kwargs)  # type: ignore[no-untyped-call]
        if method == "POST":
            _look_at(answer, str(urlsplit(url).hostname))
        return answer


def _look_at(answer: Response, host: str) -> None:
    good = answer.status == 200
    try:
        content = json.loads(answer.data)
    except (ValueError, RecursionError):
        if good:
            raise StrangeToken(host, "no JSON") from None
        return  # a failure in plain words
    if not isinstance(content, dict):
        raise StrangeToken(host, "no object")
    if good:
        try:
            Token.model_validate(content)
        except ValidationError as error:  # its words quote the token
            place = error.errors(include_input=False)[0]["loc"]
            raise StrangeToken(host, f"{place[0]} is none") from None
