# OpenTofu reads main.tofu
