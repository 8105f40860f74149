# ibid as an image: docker run --rm -v "$PWD:/work" ibid check
FROM rust:1.95-slim AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked --bin ibid

FROM debian:stable-slim
# For `ibid check --diff REV`.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/target/release/ibid /usr/local/bin/ibid
# Nobody in particular: articles of strangers are read here.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["ibid"]
