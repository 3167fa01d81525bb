/** What the organisation is called. */
export function useOrganizationName(organization: string): string {
  return organization
}
