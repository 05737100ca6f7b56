"""The processes in which queries run: each can be ended at any time, none reaches the network."""
