export * from './src/money';
export * from './src/permissions';
