"""The promises of commentspace, one folder for each door and each layer."""
