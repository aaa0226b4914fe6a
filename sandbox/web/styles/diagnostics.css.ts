export const diagnosticsStyles = '';
