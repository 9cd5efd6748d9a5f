package com.example.first;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;

public class Shop {

    record Stock(int pieces) {}

    public static void main(String[] args) {
        Seakeep seakeep = Seakeep.create(); // one for the process
        Dependency inventory = seakeep.dependency("inventory"); // one for each thing the service calls

        Stock stock = inventory.call(attempt -> new Stock(17)); // your client

        System.out.println(stock + ", guarded as " + inventory.describe());
    }
}
