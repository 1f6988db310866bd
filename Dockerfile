# docker build --tag commontable .
# The Node that runs comes with the libraries (docs/decisions/0007); the one of the first stage only installs them.
FROM node:22-bookworm-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
# What browsers load, and the pages' own code, translated once and kept.
RUN node_modules/.bin/node scripts/build.js \
 && node_modules/.bin/node --import ./scripts/tsx-loader.js --eval "await import('/app/src/app.ts'); process.exit(0)" --input-type=module

FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin commontable \
 && install --directory --owner=commontable --group=commontable --mode=0700 /data
COPY --from=build /app /app
RUN ln -s /app/deploy/commontable /usr/local/bin/commontable
WORKDIR /app
USER 10001:10001
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 COMMONTABLE_DATA=/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/app/node_modules/.bin/node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/app/deploy/commontable"]
CMD ["start", "--empty"]
