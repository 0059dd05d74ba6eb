export { GET } from "../sla/route";
