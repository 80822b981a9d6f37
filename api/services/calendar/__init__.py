"""Working days in Asia/Shanghai, and the holidays that administrators enter."""
