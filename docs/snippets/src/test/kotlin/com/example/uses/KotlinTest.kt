package com.example.uses

import io.seakeep.Attempt
import io.seakeep.CallRejectedException
import io.seakeep.Dependency
import io.seakeep.breaker.CircuitBreaker
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.io.IOException
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine

/**
 * Calls the dependency. Java infers which exception `call` throws from what the lambda throws; Kotlin has no checked
 * exceptions to infer it from, so it is said here, once.
 */
fun <T> Dependency.guarded(code: (Attempt) -> T): T = call<T, Nothing> { attempt -> code(attempt) }

/** Calls the dependency from a coroutine: a permit is not bound to a thread. Cancelling the coroutine is no failure. */
suspend fun <T> Dependency.guardedSuspending(code: suspend (Attempt) -> T): T = acquire().use { permit ->
    try {
        code(permit).also { result -> permit.succeed(result) }
    } catch (failure: Throwable) {
        permit.fail(failure)
        throw failure
    }
}

/** Use 9: Kotlin. */
class KotlinTest {
    private data class Stock(val sku: String, val amount: Int)

    private class Warehouse {
        fun stock(sku: String): Stock? = if (sku == "apple") Stock(sku, 7) else null

        fun move(): Nothing = throw IOException("the warehouse burns")

        fun stockAsync(sku: String): CompletableFuture<Stock?> = CompletableFuture.completedFuture(stock(sku))
    }

    private val watched = Watched()
    private val inventory: Dependency = watched.seakeep.dependency("inventory")
    private val warehouse = Warehouse()

    @AfterEach
    fun close() = watched.close()

    @Test
    fun `the result keeps its type and whether it can be null`() {
        val known = inventory.guarded { warehouse.stock("apple") }
        val amount: Int? = known?.amount // without the question mark it does not compile
        val attempts: Int = inventory.guarded { attempt -> attempt.number() } // and here none is needed

        assertThat(amount).isEqualTo(7)
        assertThat(attempts).isEqualTo(1)
        assertThat(inventory.guarded { warehouse.stock("durian") }).isNull()
    }

    @Test
    fun `without the extension the exception must be named`() {
        val stock: Stock? = inventory.call<_, Nothing> { warehouse.stock("apple") }
        inventory.run<Nothing> { attempt -> check(attempt.remaining(TimeUnit.SECONDS) == 10L) }

        assertThat(stock).isEqualTo(Stock("apple", 7))
    }

    @Test
    fun `what is thrown comes out as it is, checked or not`() {
        assertThatThrownBy { inventory.guarded { warehouse.move() } }
            .isInstanceOf(IOException::class.java)
            .hasMessage("the warehouse burns")
        assertThat(watched.outcomesOf(inventory)).hasToString("[FAILURE 1]")
    }

    @Test
    fun `asynchronous calls infer everything`() {
        val amount: CompletableFuture<Int?> = inventory
            .idempotent()
            .callAsync { warehouse.stockAsync("apple") }
            .thenApply { it?.amount }

        assertThat(amount).isCompletedWithValue(7)
    }

    @Test
    fun `a coroutine holds a permit while it is suspended`() {
        lateinit var waiting: Continuation<String>
        val answers = mutableListOf<Result<String>>()
        val ask: suspend () -> String = {
            inventory.guardedSuspending { suspendCoroutine { waiting = it } }
        }

        ask.startCoroutine(collectingIn(answers))
        assertThat(watched.outcomesOf(inventory).total()).isZero()
        waiting.resume("7 apples")
        ask.startCoroutine(collectingIn(answers))
        waiting.resumeWithException(IOException("reset"))
        ask.startCoroutine(collectingIn(answers))
        waiting.resumeWithException(CancellationException("the user left"))

        assertThat(answers.map { it.getOrNull() }).containsExactly("7 apples", null, null)
        assertThat(watched.outcomesOf(inventory)).hasToString("[SUCCESS 1, FAILURE 1, CANCELLED 1]")
    }

    @Test
    fun `a rejection is an exception like any other`() {
        inventory.policy(CircuitBreaker::class.java).forceOpen()

        assertThatThrownBy { inventory.guarded { warehouse.stock("apple") } }
            .isInstanceOf(CallRejectedException::class.java)
    }

    private fun <T> collectingIn(answers: MutableList<Result<T>>) =
        Continuation<T>(EmptyCoroutineContext) { answers.add(it) }
}
