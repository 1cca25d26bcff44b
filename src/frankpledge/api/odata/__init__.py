"""The part of OData v4 that Power BI and Excel ask for: what tables hold, which rows, in which order, by pages."""
