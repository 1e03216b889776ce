//! Disk world, discovery of reports, atomic output.
