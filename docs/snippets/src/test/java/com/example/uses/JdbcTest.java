package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Dependency;
import io.seakeep.latency.Outcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 6: a database through JDBC. The checked exception is inferred, and comes out as it was thrown. */
@Timeout(20)
class JdbcTest {

    static final class StockTable {
        private final Connection connection;
        private final Dependency database;

        StockTable(Connection connection, Dependency database) {
            this.connection = connection;
            this.database = database;
        }

        int stock(String sku) throws SQLException {
            return database.call(attempt -> {
                try (PreparedStatement query = connection.prepareStatement("SELECT amount FROM stock WHERE sku = ?")) {
                    query.setQueryTimeout((int) attempt.remaining(TimeUnit.SECONDS)); // never 0, which means no limit
                    attempt.onCancel(query::cancel);
                    query.setString(1, sku);
                    try (ResultSet rows = query.executeQuery()) {
                        return rows.next() ? rows.getInt(1) : 0;
                    }
                }
            });
        }

        /** A transaction is a call as well: nothing repeats it, because nobody called it idempotent. */
        void move(String from, String to) throws SQLException {
            database.run(attempt -> {
                connection.setAutoCommit(false);
                try (Statement update = connection.createStatement()) {
                    update.setQueryTimeout((int) attempt.remaining(TimeUnit.SECONDS));
                    update.executeUpdate("UPDATE stock SET amount = amount - 1 WHERE sku = '" + from + '\'');
                    update.executeUpdate("UPDATE stock SET amount = amount + 1 WHERE sku = '" + to + '\'');
                    connection.commit();
                } catch (Throwable failed) {
                    connection.rollback();
                    throw failed;
                } finally {
                    connection.setAutoCommit(true);
                }
            });
        }

        /** A report that takes long, on a thread of its own: cancelling the future cancels the statement. */
        CompletableFuture<Long> report(String sql, ExecutorService threads) {
            return database.callAsync(attempt -> CompletableFuture.supplyAsync(
                    () -> {
                        try (Statement query = connection.createStatement()) {
                            attempt.onCancel(query::cancel);
                            try (ResultSet rows = query.executeQuery(sql)) {
                                rows.next();
                                return rows.getLong(1);
                            }
                        } catch (SQLException failed) {
                            throw new CompletionException(failed); // which is taken off again
                        }
                    },
                    threads));
        }
    }

    /** Lets the long report say that it is under way: the database calls {@code seen} for each row. */
    public static final class Progress {
        static volatile CompletableFuture<Void> started = new CompletableFuture<>();

        private Progress() {}

        public static boolean seen(long row) {
            return started.complete(null) || row >= 0;
        }
    }

    private final Watched watched = new Watched();
    private final Dependency database = watched.seakeep.dependency("stock-database");
    private Connection connection;
    private StockTable table;

    @BeforeEach
    void openDatabase() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        table = new StockTable(connection, database);
        try (Statement setup = connection.createStatement()) {
            setup.execute("CREATE TABLE stock (sku VARCHAR PRIMARY KEY, amount INT CHECK (amount >= 0))");
            setup.execute("INSERT INTO stock VALUES ('apple', 7), ('pear', 0)");
            setup.execute("CREATE ALIAS seen FOR \"" + Progress.class.getName() + ".seen\"");
        }
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        connection.close();
        watched.close();
    }

    @Test
    void answers() throws SQLException {
        assertThat(table.stock("apple")).isEqualTo(7);
        table.move("apple", "pear");
        assertThat(table.stock("pear")).isEqualTo(1);
        assertThat(watched.outcomesOf(database)).hasToString("[SUCCESS 3]");
    }

    @Test
    void theSqlExceptionSurfacesAsItself() throws SQLException {
        assertThatThrownBy(() -> table.move("pear", "apple"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Check constraint");
        assertThat(table.stock("apple")).isEqualTo(7);

        try (Statement drop = connection.createStatement()) {
            drop.execute("DROP TABLE stock");
        }
        assertThatThrownBy(() -> table.stock("apple")).isInstanceOf(SQLSyntaxErrorException.class);
        assertThat(watched.outcomesOf(database)).hasToString("[SUCCESS 1, FAILURE 2]");
    }

    @Test
    void cancellingStopsTheStatement() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Progress.started = new CompletableFuture<>();
        CompletableFuture<Long> report =
                table.report("SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE seen(X)", threads);
        CompletableFuture.anyOf(Progress.started, report).get(10, TimeUnit.SECONDS);

        report.cancel(true);

        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS))
                .as("the statement has ended, and with it the thread")
                .isTrue();
        assertThat(watched.outcomesOf(database).of(Outcome.CANCELLED)).isOne();
    }
}
