"""The way in: company, platform, deployment, login, launch, visit; the only caller of platform services."""
