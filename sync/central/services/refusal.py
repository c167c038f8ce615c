"""How the centre refuses a register: one exception, one shape of answer (docs/protocol.md, answers)."""


class Refusal(Exception):
    """A request that may not be carried out; nothing was taken. `status` is the HTTP status."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        """`code` is the wire's short word."""
        self.status = status
        self.code = code
        self.detail = detail
        super().__init__(code)
