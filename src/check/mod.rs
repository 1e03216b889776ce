//! The rule engine: trait, context, registry, suppression; one room a rule.
