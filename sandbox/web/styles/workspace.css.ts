export const workspaceStyles = '';
