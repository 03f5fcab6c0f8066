"""Training of the extraction model; the only part of kg that imports PyTorch (extra `train`)."""
