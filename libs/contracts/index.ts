export * from './src/agent';
export * from './src/budget';
export * from './src/calendar';
export * from './src/model-provider';
export * from './src/money';
export * from './src/permissions';
export * from './src/time-ranges';
export * from './src/test-message';
