"""The one place that names registries and adapters together; each verb imports the modules it needs."""
