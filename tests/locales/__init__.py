"""The languages: rendering, loading, and the freshness of the catalogues."""
