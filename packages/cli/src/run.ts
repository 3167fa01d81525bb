import { recoverAdministrator } from './recover-administrator.ts'
import type { Streams } from './streams.ts'

const help = `sallyport – the command beside a Sallyport server

  sallyport admin recover <e-mail> [--factors] [--enable] [--promote]
      On the server's own machine, with its DATA_DIR or DATABASE_URL and master key: prints a link, once, by which that
      administrator chooses a new password. Every administrator is told, and the audit log has it.

      --factors   removes their second factors too: new ones are set up at the next sign-in
      --enable    makes a disabled account active
      --promote   makes the account Super Admin
`

/** Runs one command; answers the exit code. */
export async function run(args: readonly string[], { stdout, stderr }: Streams): Promise<number> {
  const [noun, verb, ...rest] = args
  if (noun === undefined || args.includes('--help') || noun === 'help') {
    stdout.write(help)
    return noun === undefined ? 2 : 0
  }
  if (noun === 'admin' && verb === 'recover') return recoverAdministrator(rest, stderr)
  stderr.write(`There is no command “${args.slice(0, 2).join(' ')}”.\n\n${help}`)
  return 2
}
