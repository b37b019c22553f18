// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The least that RabbitMQ costs, for amqp.py, which compiles it: a publisher that only publishes
// and a consumer that only acknowledges.
//   amqp_floor fill PORT QUEUE COUNT USERS BYTES    declares the queue, and fills it with publishes
//   amqp_floor drain PORT QUEUE COUNT PREFETCH      takes so many, acknowledging by halves of the
//   prefetch
// Each prints messages a second.
#include <amqp.h>
#include <amqp_tcp_socket.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

constexpr amqp_channel_t Channel = 1;

amqp_bytes_t bytes(const std::string& text)
{
    return {text.size(), const_cast<char*>(text.data())};
}

void check(bool isRight, const char* what)
{
    if (isRight)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(1);
}

bool isRight(amqp_connection_state_t state)
{
    return amqp_get_rpc_reply(state).reply_type == AMQP_RESPONSE_NORMAL;
}

// The server confirms what it has, so that it is not still filling when that was said.
void fill(amqp_connection_state_t state, const std::string& queue, int count, int users, int size)
{
    amqp_confirm_select(state, Channel);
    check(isRight(state), "confirm.select");
    amqp_basic_properties_t properties{};
    properties._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG;
    properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
    const std::string padding(std::size_t(size), 'x');
    constexpr int Round = 1000;
    for (int i = 0, confirmed = 0; i < count; ++i) {
        const std::string id = "m-" + std::to_string(i);
        const std::string body = R"({"userId":")" + std::to_string(1 + i % users)
            + R"(","data":{"n":)" + std::to_string(i) + R"(,"p":")" + padding + R"("}})";
        properties.message_id = bytes(id);
        check(amqp_basic_publish(
                  state, Channel, amqp_empty_bytes, bytes(queue), 0, 0, &properties, bytes(body))
                == AMQP_STATUS_OK,
            "basic.publish");
        const bool isLast = i + 1 == count;
        for (const int owed = isLast ? 0 : Round; i + 1 - confirmed > owed;) {
            amqp_frame_t frame;
            check(amqp_simple_wait_frame(state, &frame) == AMQP_STATUS_OK
                    && frame.payload.method.id == AMQP_BASIC_ACK_METHOD,
                "confirm");
            const auto& ack = *static_cast<const amqp_basic_ack_t*>(frame.payload.method.decoded);
            confirmed = ack.multiple ? std::max(confirmed, int(ack.delivery_tag)) : confirmed + 1;
            amqp_maybe_release_buffers(state);
        }
    }
}

void drain(amqp_connection_state_t state, const std::string& queue, int count, int prefetch)
{
    amqp_basic_qos(state, Channel, 0, std::uint16_t(prefetch), 0);
    check(isRight(state), "basic.qos");
    amqp_basic_consume(state, Channel, bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
    check(isRight(state), "basic.consume");
    const int round = std::max(1, prefetch / 2);
    for (int i = 1; i <= count; ++i) {
        amqp_envelope_t envelope;
        check(amqp_consume_message(state, &envelope, nullptr, 0).reply_type == AMQP_RESPONSE_NORMAL,
            "basic.deliver");
        if (i % round == 0 || i == count)
            amqp_basic_ack(state, Channel, envelope.delivery_tag, 1);
        amqp_destroy_envelope(&envelope);
        amqp_maybe_release_buffers(state);
    }
}

} // namespace

int main(int argc, char** argv)
{
    check(argc >= 6, "reading the arguments");
    const std::string what = argv[1];
    const std::string queue = argv[3];
    amqp_connection_state_t state = amqp_new_connection();
    check(amqp_socket_open(amqp_tcp_socket_new(state), "127.0.0.1", std::atoi(argv[2]))
            == AMQP_STATUS_OK,
        "connecting");
    check(amqp_login(state, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, "guest", "guest").reply_type
            == AMQP_RESPONSE_NORMAL,
        "logging in");
    amqp_channel_open(state, Channel);
    check(isRight(state), "channel.open");
    amqp_queue_declare(state, Channel, bytes(queue), 0, 1, 0, 0, amqp_empty_table);
    check(isRight(state), "queue.declare");
    const int count = std::atoi(argv[4]);
    const auto begin = std::chrono::steady_clock::now();
    if (what == "fill")
        fill(state, queue, count, std::atoi(argv[5]), argc > 6 ? std::atoi(argv[6]) : 100);
    else
        drain(state, queue, count, std::atoi(argv[5]));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("%.0f\n", count / seconds.count());
    amqp_connection_close(state, AMQP_REPLY_SUCCESS);
    amqp_destroy_connection(state);
    return 0;
}
