mkdir -p app
echo "course" > app/course.txt
