export { GET } from "../evidence/route";
