"""Classes of nutritional status: schemes of cut-offs and labels, and classification."""
