# syntax=docker/dockerfile:1
# One file for all images: docker build --target api|worker|portal .

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NX_DAEMON=false NX_TUI=false

# --- Packages. The image brings Node and the database is a service of its own, so that what npm would add for them is left out.
FROM base AS manifests
COPY package.json package-lock.json .npmrc ./
RUN npm pkg delete optionalDependencies

FROM manifests AS development-packages
RUN --mount=type=cache,target=/root/.npm npm install --no-save --ignore-scripts --no-audit --no-fund

FROM manifests AS production-packages
RUN --mount=type=cache,target=/root/.npm npm install --no-save --omit=dev --no-audit --no-fund

# --- Build
FROM development-packages AS build
COPY . .
RUN npx nx run-many --target=build --projects=backend,portal

# --- The program: API and worker are roles of it; the same image migrates the database before either starts.
FROM base AS program
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps HOST=0.0.0.0 PORT=3000
COPY --from=production-packages /app/node_modules ./node_modules
COPY --from=build /app/dist/backend ./dist/backend
COPY package.json ./
COPY tools/package.json tools/workspace-root.ts ./tools/
COPY tools/admin ./tools/admin
COPY tools/deploy ./tools/deploy
COPY tools/postgres ./tools/postgres
COPY tools/processes ./tools/processes
COPY tools/start/secrets.ts tools/start/environment.ts ./tools/start/
USER node
CMD ["node", "dist/backend/backend/src/main.js"]

FROM program AS api
ENV KONSTRUCT_ROLES=api
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

FROM program AS worker
ENV KONSTRUCT_ROLES=worker
# The worker listens nowhere; what it needs to be of use is the database.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["node", "tools/deploy/check-database.ts"]

# --- The portal: static files, and the API behind the same origin.
FROM nginxinc/nginx-unprivileged:1.29-alpine AS portal
ENV API_URL=http://api:3000
COPY tools/deploy/portal.nginx.conf.template /etc/nginx/templates/default.conf.template
COPY --from=build /app/dist/portal/browser /usr/share/nginx/html
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 \
  CMD ["wget", "--quiet", "--output-document=/dev/null", "http://127.0.0.1:8080/index.html"]
