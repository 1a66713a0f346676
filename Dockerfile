# One image, three commands: `serve` (web), `work` (jobs) and `migrate`. All need DATABASE_URL and the secrets of
# .env.example; the embedded database is for `npm start`, not for the image.
FROM node:20-bookworm-slim AS build
WORKDIR /srv/chu-tin
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /srv/chu-tin
RUN for name in serve:web work:worker migrate:migrate; do \
      printf '#!/bin/sh\nexec node build/programs/%s.js\n' "${name#*:}" > "/usr/local/bin/${name%:*}"; \
      chmod 755 "/usr/local/bin/${name%:*}"; \
    done && install --directory --owner=node --group=node --mode=700 /data
COPY --from=build /srv/chu-tin/package.json ./
COPY --from=build /srv/chu-tin/node_modules ./node_modules
COPY --from=build /srv/chu-tin/build ./build
COPY --from=build /srv/chu-tin/content ./content
USER node
VOLUME /data
EXPOSE 3000
CMD ["serve"]
