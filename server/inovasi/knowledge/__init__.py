"""What publishing and serving must both know: vocabulary, claim rules, validation, description."""
