"""What this app adds to the ground."""

from frankpledge.domain.yardsticks.findable import FINDABLE

__all__ = ["AUDIT_SENTENCES", "FINDABLE"]

AUDIT_SENTENCES = {
    "yardsticks.peer_set_made": "made the set of peers “{name}” of {peers} areas ({how}) and took it in use",
    "yardsticks.peer_set_used": "took the set of peers “{name}” in use",
    "yardsticks.weights_loaded": "loaded the weights “{name}” of {offences} offences",
}
