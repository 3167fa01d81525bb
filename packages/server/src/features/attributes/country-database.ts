import ipaddr from 'ipaddr.js'
import { Reader, type Response } from 'mmdb-lib'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'

/** Where an address is, from a local file: no address ever leaves the machine. */
export interface CountryDatabase {
  readonly name: string
  /** When it was built. */
  readonly date: Date
  /** ISO 3166 alpha-2; `ZZ` within a private network; undefined for a public address that is not listed. */
  countryOf(address: string): string | undefined
}

const packageName = '@ip-location-db/geo-whois-asn-country-mmdb'

/** Reads the database (CC0, 8 MB) into memory, once at the start. */
export function openCountryDatabase(): CountryDatabase {
  const file = createRequire(import.meta.url).resolve(`${packageName}/geo-whois-asn-country.mmdb`)
  const reader = new Reader<Response>(readFileSync(file))
  return {
    name: packageName,
    date: reader.metadata.buildEpoch,
    countryOf: (address) => {
      if (isPrivate(address)) return 'ZZ'
      const record = CountryRecord.safeParse(reader.get(address))
      return record.success ? record.data.country_code : undefined
    },
  }
}

const CountryRecord = z.object({ country_code: z.string().regex(/^[A-Z]{2}$/u) })

const privateRanges = new Set(['private', 'loopback', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'])

/** Shared address space (RFC 6598) counts: overlay networks hand it out, and no country owns it. */
function isPrivate(address: string): boolean {
  return privateRanges.has(ipaddr.parse(address).range())
}
