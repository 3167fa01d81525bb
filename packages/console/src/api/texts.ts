import { catalogue } from '../ui/language.ts'

export const texts = catalogue('api', {
  needs: (permission: string) => `This needs the permission ${permission}, which none of your roles grants.`,
})
