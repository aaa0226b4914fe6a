export { stopTestPostgres as default } from './postgres.global-setup.ts';
