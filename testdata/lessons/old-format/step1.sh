ls app
