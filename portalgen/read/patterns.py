"""Patterns of Backstage's envelope (`catalog-model`: KubernetesValidatorFunctions, CommonValidatorFunctions).

They are regular expressions of whole texts, without anchors, that Python and JavaScript read alike: the rules in
`envelope` and the JSON Schemas in `schema` come from them.
"""

NAME = r"([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
LABEL = r"[a-z0-9]+(?:-+[a-z0-9]+)*"
TAG = r"[a-z0-9:+#]+(-[a-z0-9:+#]+)*"
SUFFIX = r"[a-z0-9A-Z]{1,63}"
KIND = r"[a-zA-Z][a-z0-9A-Z]{0,62}"
LONGEST = 63
LONGEST_DOMAIN = 253
