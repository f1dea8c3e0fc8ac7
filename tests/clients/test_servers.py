"""Servers: Notebook 7 and the Kernel Gateway."""


def check_kernel(server):
    kernel = server.start_kernel()
    shown = server.run(kernel, "console.log('hello')\nconst x = tensor([1, 2])\nx.add(1)")
    assert [kind for kind, _ in shown] == ["stream", "execute_result"]
    assert shown[0][1] == {"name": "stdout", "text": "hello\n"}
    assert shown[1][1]["data"]["text/plain"] == "tensor([2., 3.])"
    [(kind, error)] = server.run(kernel, "x.nope")
    assert (kind, error["ename"]) == ("error", "TypeScriptError")
    assert [content["data"]["text/plain"] for _, content in server.run(kernel, "x.shape.length")] == ["1"]
    server.request("DELETE", f"/api/kernels/{kernel}")


def test_notebook_7(serve):
    server = serve(
        "notebook", "--no-browser", "--allow-root", "--ServerApp.port={port}", "--IdentityProvider.token={token}",
        "--ServerApp.root_dir={folder}", "--LanguageServerManager.autodetect=False",
    )  # fmt: skip
    assert "jupyter-config-data" in server.get("/tree")
    assert '"tsgrad"' in server.get("/api/kernelspecs")
    assert "<svg" in server.get("/kernelspecs/tsgrad/logo-svg.svg")
    check_kernel(server)


def test_kernel_gateway(serve):
    server = serve("kernel_gateway", "--KernelGatewayApp.port={port}", "--KernelGatewayApp.auth_token={token}")
    check_kernel(server)
