"""The same functions on an existing Dask or Spark cluster."""
