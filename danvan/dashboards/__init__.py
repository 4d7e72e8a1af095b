"""What boards and the public see: figures by unit, what rises beyond its past, what is published (bảng số liệu)."""
