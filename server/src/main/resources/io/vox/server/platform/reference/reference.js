// Shows the contract of this very server, and asks nobody else for anything.
Scalar.createApiReference('#reference', {
  url: '/api/v1/openapi.yaml',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  metaData: { title: 'Vox API reference' },
});
