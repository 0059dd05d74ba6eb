export { GET } from "../by-day/route";
