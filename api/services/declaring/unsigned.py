"""What is said with the receipt of a declaration that was received without a signature."""

from conversations.effects import FileDeclaration
from conversations.messages import Message, say


def still_to_sign(wanted: FileDeclaration) -> tuple[Message, ...]:
    """How the signature is given later; nothing where the pledge is signed."""
    if not any(one.key == "pledge" and one.put_off for one in wanted.signatures):
        return ()
    return (
        say(
            "还差一个签名，不着急，申报已经收下了。工作人员会带着纸上门，或者申报人到乡镇、街道的窗口，"
            "在纸上签名、按手印就行。不会写字，按手印也可以。"
        ),
    )
