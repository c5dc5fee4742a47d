"""The same functions on an existing cluster: Dask and Spark. No engine of our own."""
