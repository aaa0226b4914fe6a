export * from './src';
export { client } from './src/client.gen';
export { createClient, createConfig, type Client, type Config } from './src/client';
