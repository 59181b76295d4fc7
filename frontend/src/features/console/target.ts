/** The content of the address bar. The token is never saved. */
export interface Target {
  url: string;
  protocols: string;
  token: string;
}

export function protocolsOf({ protocols }: Target): string[] {
  return protocols
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

export function isAddress(url: string): boolean {
  return /^wss?:\/\//.test(url.trim()) && URL.canParse(url.trim());
}
