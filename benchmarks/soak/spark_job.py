"""A Spark job that copies, hashes, filters and counts a CSV file; run by the Python that has pyspark, not by ours.

python spark_job.py LISTENER.jar http://127.0.0.1:8750 FOLDER
"""

import sys

from pyspark.sql import SparkSession  # type: ignore[import-not-found]  # installed beside the development environment
from pyspark.sql import functions as f


def main(jar: str, url: str, folder: str) -> None:
    """Reads `people.csv` in the folder, writes `contacts` and `cities` beside it as Parquet."""
    session = (
        SparkSession.builder.master("local[1]")
        .appName("nightly")
        .config("spark.jars", jar)
        .config("spark.extraListeners", "io.openlineage.spark.agent.OpenLineageSparkListener")
        .config("spark.openlineage.transport.type", "http")
        .config("spark.openlineage.transport.url", url)
        .config("spark.openlineage.namespace", "soak")
        .config("spark.openlineage.columnLineage.datasetLineageEnabled", "true")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    people = session.read.option("header", "true").csv(f"{folder}/people.csv")
    contacts = people.where(f.col("city") == "Springfield").select(
        "id", f.col("phone").alias("tel"), f.sha2(f.col("phone"), 256).alias("digest")
    )
    contacts.write.mode("overwrite").parquet(f"{folder}/contacts")
    cities = people.groupBy("city").agg(f.count("phone").alias("people"))
    cities.write.mode("overwrite").parquet(f"{folder}/cities")
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
