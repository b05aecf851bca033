CREATE DATABASE prefect OWNER himdir;
