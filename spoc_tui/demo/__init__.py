"""The demo: a believable desk of plainly invented people, built for the day it is opened."""
