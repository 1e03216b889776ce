//! Project settings (`tigang.yaml`). Rule options stay raw here.
