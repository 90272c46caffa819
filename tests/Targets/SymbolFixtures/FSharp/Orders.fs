module FsShop.Orders

type Item = { Name: string; Price: decimal }

let checkout (items: Item list) (count: int) =
    let mutable sum = 0m
    for item in items do
        let price = item.Price * decimal count
        sum <- sum + price //! loop
    sum

let adder (a: int) =
    let b = a + 1
    fun (x: int) -> x + a + b //! closure

let run (a: int) =
    task {
        let before = a + 1
        do! System.Threading.Tasks.Task.Delay 1
        return before + a //! task
    }
