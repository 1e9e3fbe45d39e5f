"""Values that the document's formats stand for: which codes exist is data, not schema."""

import schemathesis
from hypothesis import strategies as st

schemathesis.openapi.format(
    "bcp47", st.sampled_from(["nl", "fr", "fr-BE", "zh-Hant", "pt-BR", "el", "ti"])
)
schemathesis.openapi.format(
    "service-code", st.sampled_from(["housing", "healthcare", "labour", "education"])
)
schemathesis.openapi.format("city", st.sampled_from(["Gent", "gent", "Αθήνα", "Łódź", "Nowhere"]))


@schemathesis.hook
def before_call(context, case, kwargs):
    """A cursor is right only for the list it came from; the suite in tests/http follows them."""
    positive = case.meta is not None and case.meta.generation.mode.value == "positive"
    if positive and case.query and "cursor" in case.query:
        del case.query["cursor"]
